using System.Linq;
using System.Text.Json.Nodes;
using Workspace.Emulator.Http;

namespace Workspace.Emulator.Faults;

/// <summary>Adds a member that is documented nowhere to every object of an answer, as the real service sometimes does.</summary>
internal static class ExtraFields
{
    private const string Name = "x_internal";

    public static byte[] AddTo(byte[] body)
    {
        if (body.Length == 0)
        {
            return body;
        }

        JsonNode answer = JsonNode.Parse(body)!;
        AddTo(answer);
        return Answer.Spell(answer);
    }

    private static void AddTo(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (JsonNode? item in array)
            {
                AddTo(item);
            }
        }
        else if (node is JsonObject members)
        {
            foreach (string name in members.Select(m => m.Key).ToArray())
            {
                // Maps have no members of their own that could be unknown.
                if (name is not ("addresses" or "metadata"))
                {
                    AddTo(members[name]);
                }
            }

            members[Name] = new JsonObject { ["getJobEndpoint"] = null };
        }
    }
}
