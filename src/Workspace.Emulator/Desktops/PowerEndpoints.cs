using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Workspace.Emulator.Http;
using Workspace.Emulator.Jobs;

namespace Workspace.Emulator.Desktops;

/// <summary>POST /desktops/action: no job, and desktops for which it cannot be done are told in an answer that is a success.</summary>
internal sealed class PowerEndpoints(TenantState state) : IEndpoints
{
    public IEnumerable<Route> Routes => [new("POST", "/v2/{project_id}/desktops/action", Run)];

    private Answer Run(Call call)
    {
        BodyReader body = call.ReadBody();
        PowerOrder order = PowerOrder.Parse(body, "os-hibernate");
        List<Desktop> desktops = [.. body.RequiredIds("desktop_ids").Select(state.Desktops.Get)];
        var failed = new JsonArray();
        List<Desktop> changed = [];
        foreach (Desktop desktop in desktops)
        {
            if (FailureOf(desktop, order, call.Now) is { } failure)
            {
                failed.Add(ToJson(desktop, failure));
            }
            else
            {
                desktop.Power = new PowerChange(order.Task, call.Now, state.EndOf(call.Now), TimeSpan.FromSeconds(state.Quirks.StateLagSeconds));
                state.ChangeAt(desktop.Power.Settled, () => order.Apply(desktop));
                changed.Add(desktop);
            }
        }

        if (changed.Count > 0)
        {
            state.Jobs.Note(order.Word, changed, call);
        }

        return new JsonObject { ["failed_operation_list"] = failed };
    }

    private JobFailure? FailureOf(Desktop desktop, PowerOrder order, DateTimeOffset now) =>
        desktop.IsWorkedOn(now) || !order.Fits(desktop) ? JobFailure.Denied(desktop.Id)
        : state.Jobs.Fails(desktop) ? JobFailure.ByChance
        : null;

    private JsonObject ToJson(Desktop desktop, JobFailure failure) => new()
    {
        ["desktop_id"] = desktop.Id,
        ["desktop_name"] = DesktopSummary.NameOf(desktop, state.Quirks),
        ["error_code"] = failure.Code,
        ["error_msg"] = failure.Reason,
    };
}
