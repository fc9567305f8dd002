using System;
using System.Collections.Generic;
using System.Linq;
using Workspace.Emulator.Http;

namespace Workspace.Emulator.Desktops;

/// <summary>All desktops, by identifier and in each order in which lists can be asked for. Names and dates never change, so each order is sorted once.</summary>
internal sealed class DesktopCatalogue
{
    private readonly Dictionary<string, Desktop> _byId;
    private readonly Lazy<Desktop[]> _byName;
    private readonly Lazy<Desktop[]> _byCreation;

    public DesktopCatalogue(IReadOnlyList<Desktop> desktops)
    {
        All = desktops;
        _byId = desktops.ToDictionary(d => d.Id, StringComparer.Ordinal);
        _byName = new(() => [.. desktops.OrderBy(d => d.Name, StringComparer.Ordinal)]);
        _byCreation = new(() => [.. desktops.OrderBy(d => d.Created)]);
    }

    public IReadOnlyList<Desktop> All { get; }

    public Desktop? Find(string id) => _byId.TryGetValue(id, out Desktop? desktop) ? desktop : null;

    public Desktop Get(string id) => Find(id) ?? throw ServiceRefusal.NotFound($"The desktop {id} does not exist.");

    /// <summary>The desktops in the order that a query asks for; sort_field and sort_type work only together.</summary>
    public IEnumerable<Desktop> InOrderOf(QueryReader query)
    {
        string? field = query.Word("sort_field", "created", "computer_name");
        string? type = query.Word("sort_type", "ASC", "DESC");
        if (field is null != type is null)
        {
            throw ServiceRefusal.BadRequest("sort_field and sort_type must be given together.");
        }

        if (field is null)
        {
            return All;
        }

        Desktop[] sorted = field == "created" ? _byCreation.Value : _byName.Value;
        return type == "DESC" ? Enumerable.Reverse(sorted) : sorted;
    }
}
