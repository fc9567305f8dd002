using System;
using System.Management.Automation;
using System.Net;
using System.Security;

namespace Workspace.Commands;

/// <summary>Takes a SecureString for a text that is no secret: a vault may return it so, and PowerShell would bind the name of its type.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PlainTextAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is SecureString text ? new NetworkCredential("", text).Password : inputData;
}
