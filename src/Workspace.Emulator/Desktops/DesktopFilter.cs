using System;
using System.Collections.Generic;
using System.Linq;
using Workspace.Emulator.Http;

namespace Workspace.Emulator.Desktops;

/// <summary>Which desktops a query asks for. Names, users and addresses are fuzzy, as in the service.</summary>
internal sealed class DesktopFilter
{
    private readonly List<Func<Desktop, bool>> _tests = [];

    private DesktopFilter()
    {
    }

    /// <summary>The test; null where nothing is asked for, so that all match.</summary>
    public Func<Desktop, bool>? Test => _tests.Count == 0 ? null : Matches;

    public bool Matches(Desktop desktop)
    {
        foreach (Func<Desktop, bool> test in _tests)
        {
            if (!test(desktop))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The filters of GET /desktops, which all lists of desktops have.</summary>
    public static DesktopFilter OfSummaries(QueryReader query, Facilities facilities)
    {
        var filter = new DesktopFilter();
        filter.Add(query.Text("computer_name"), (d, v) => Contains(d.Name, v));
        filter.Add(query.Text("desktop_ip"), (d, v) => Contains(d.IPAddress, v));
        filter.Add(query.Text("subnet_id"), (_, v) => Same(facilities.SubnetId, v));
        filter.Add(query.Text("status"), (d, v) => Same(d.Status, v));
        filter.Add(query.List("pool_id"), (d, v) => d.Pool is not null && v.Contains(d.Pool.Id));
        filter.Add(query.Many("desktop_id"), (d, v) => v.Contains(d.Id));
        filter.Add(query.List("desktop_type"), (d, v) => v.Contains(d.Type));
        filter.Add(query.Text("enterprise_project_id", 36), (d, v) => Same(d.EnterpriseProjectId, v));
        filter.Add(query.List("tag"), (d, v) => v.All(tag => d.Tags.Any(t => Same(t.Key + "=" + t.Value, tag))));

        // user_names, where given, rules out user_name.
        filter.Add(
            query.Many("user_names") is null ? query.Many("user_name") : null,
            (d, v) => v.Any(name => Contains(d.UserName, name)));

        // No emulated desktop is shared.
        filter.Add(query.Flag("is_share_desktop"), (_, v) => !v);
        return filter;
    }

    /// <summary>The filters of GET /desktops/detail.</summary>
    public static DesktopFilter OfDetails(QueryReader query, Facilities facilities)
    {
        DesktopFilter filter = OfSummaries(query, facilities);
        filter.Add(query.Many("user_names"), (d, v) => v.Contains(d.UserName));
        filter.Add(query.Many("computer_names"), (d, v) => v.Contains(d.Name));
        filter.Add(query.Flag("user_attached"), (d, v) => d.HasUser == v);
        filter.Add(query.Text("image_id"), (d, v) => Same(d.Image.ImageId, v));
        filter.Add(query.Word("charge_mode", "0", "1"), (d, v) => d.ChargeMode == v);
        filter.Add(query.Flag("in_maintenance_mode"), (d, v) => d.InMaintenanceMode == v);
        filter.Add(query.Flag("is_support_internet"), (d, v) => d.SupportsInternet == v);
        filter.Add(query.Text("availability_zone"), (d, v) => Same(d.AvailabilityZone, v));
        return filter;
    }

    public void Add<T>(T? value, Func<Desktop, T, bool> test)
        where T : class
    {
        if (value is not null)
        {
            _tests.Add(d => test(d, value));
        }
    }

    public void Add(bool? value, Func<Desktop, bool, bool> test)
    {
        if (value is { } wanted)
        {
            _tests.Add(d => test(d, wanted));
        }
    }

    public static bool Contains(string text, string part) => text.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;

    public static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
