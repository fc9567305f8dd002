using System;
using System.Collections.Generic;
using System.Linq;
using Workspace.Tests.Chaos.Commands;

namespace Workspace.Tests.Chaos.Invariants;

/// <summary>What existed throughout the reading of a list is in it once, and nothing is in it twice; or the list is an error.</summary>
internal sealed class ListsExact : IInvariant
{
    public IEnumerable<string> Violations(ChaosEvidence evidence)
    {
        foreach (ReadCommand command in evidence.Commands.OfType<ReadCommand>())
        {
            if (command.Reading is { } list)
            {
                foreach (string missing in list.Before.Intersect(list.After).Except(list.Read))
                {
                    yield return $"Command {command.Number} leaves out {missing}.";
                }

                foreach (var twice in list.Read.GroupBy(IdOf).Where(same => same.Count() > 1))
                {
                    yield return $"Command {command.Number} lists {twice.Key} {twice.Count()} times.";
                }
            }
            else if (command.Report is { Errors.Count: 0, Stopped: null } && evidence.NotConnected is null)
            {
                yield return $"Command {command.Number} gives neither a list nor an error.";
            }
        }
    }

    private static string IdOf(string item) => item.Split(' ')[0];
}
