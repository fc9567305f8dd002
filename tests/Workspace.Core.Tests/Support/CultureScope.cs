using System;
using System.Globalization;

namespace Workspace.Tests.Support;

/// <summary>Another culture, as a user's machine may have it, until the end of a block.</summary>
internal sealed class CultureScope : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    public CultureScope(string name) => CultureInfo.CurrentCulture = new CultureInfo(name, useUserOverride: false);

    public void Dispose() => CultureInfo.CurrentCulture = _before;
}
