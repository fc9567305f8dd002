using System;
using System.Collections.Generic;
using System.Linq;
using Workspace.Emulator.Http;

namespace Workspace.Emulator.Desktops;

/// <summary>All desktops, by identifier and in each order in which lists can be asked for. Names and dates never change, so each order is sorted once for all as long as no desktop comes or goes.</summary>
internal sealed class DesktopCatalogue
{
    private readonly List<Desktop> _all;
    private readonly Dictionary<string, Desktop> _byId;
    private Dictionary<string, int>? _places;
    private Desktop[]? _byName;
    private Desktop[]? _byCreation;

    public DesktopCatalogue(IEnumerable<Desktop> desktops)
    {
        _all = [.. desktops];
        _byId = _all.ToDictionary(d => d.Id, StringComparer.Ordinal);
    }

    public IReadOnlyList<Desktop> All => _all;

    public void Insert(int index, Desktop desktop)
    {
        _all.Insert(index, desktop);
        _byId.Add(desktop.Id, desktop);
        ForgetOrders();
    }

    public void Remove(Desktop desktop)
    {
        _all.Remove(desktop);
        _byId.Remove(desktop.Id);
        ForgetOrders();
    }

    public Desktop? Find(string id) => _byId.TryGetValue(id, out Desktop? desktop) ? desktop : null;

    public Desktop Get(string id) => Find(id) ?? throw ServiceRefusal.NotFound($"The desktop {id} does not exist.");

    /// <summary>The desktops that a query names by id, or all: few are found without a look at each of them.</summary>
    public IEnumerable<Desktop> NamedBy(QueryReader query)
    {
        if (query.Many("desktop_id") is not { } ids)
        {
            return All;
        }

        _places ??= _all.Select((desktop, place) => (desktop.Id, place)).ToDictionary(d => d.Id, d => d.place, StringComparer.OrdinalIgnoreCase);
        return ids.Where(_places.ContainsKey).Select(id => _places[id]).OrderBy(place => place).Select(place => _all[place]);
    }

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
            return NamedBy(query);
        }

        Desktop[] sorted = field == "created"
            ? _byCreation ??= [.. _all.OrderBy(d => d.Created)]
            : _byName ??= [.. _all.OrderBy(d => d.Name, StringComparer.Ordinal)];
        return type == "DESC" ? Enumerable.Reverse(sorted) : sorted;
    }

    private void ForgetOrders()
    {
        _places = null;
        _byName = _byCreation = null;
    }
}
