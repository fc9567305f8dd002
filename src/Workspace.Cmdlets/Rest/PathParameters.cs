using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Management.Automation;
using Workspace.Rest;

namespace Workspace.Commands;

/// <summary>The parameters of Invoke-WsRestMethod that depend on what is called: one for each placeholder in the path.</summary>
internal sealed class PathParameters
{
    // What the cmdlet has of its own, and PowerShell gives every cmdlet.
    private static readonly Lazy<HashSet<string>> _taken = new(() => new(
        typeof(InvokeWsRestMethodCommand).GetProperties().Where(p => p.IsDefined(typeof(ParameterAttribute), true)).Select(p => p.Name)
            .Concat(Cmdlet.CommonParameters)
            .Concat(Cmdlet.OptionalCommonParameters),
        StringComparer.OrdinalIgnoreCase));

    private readonly RuntimeDefinedParameterDictionary _defined = [];

    /// <summary>Defines the parameters of what is called, all of which it needs.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="isRead">It only reads. Then objects from the pipeline may give the values; what is changed is named by the user.</param>
    public RuntimeDefinedParameterDictionary Of(PathTemplate path, bool isRead)
    {
        foreach (string placeholder in path.Placeholders)
        {
            Define(placeholder, isMandatory: true, isRead);
        }

        return _defined;
    }

    /// <summary>Defines the parameters of all operations, where it is not known yet which of them is called.</summary>
    public RuntimeDefinedParameterDictionary OfAny()
    {
        foreach (string placeholder in OperationCatalogue.All.SelectMany(operation => PathTemplate.Parse(operation.Path).Placeholders).Distinct())
        {
            Define(placeholder, isMandatory: false, isFromPipeline: false);
        }

        return _defined;
    }

    /// <summary>The values that were given, by placeholder.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Values(PathTemplate path) =>
        from parameter in _defined.Values
        where parameter.IsSet
        select new KeyValuePair<string, string?>(path.Placeholders.FirstOrDefault(name => NameOf(name) == parameter.Name) ?? parameter.Name, (string?)parameter.Value);

    private static string NameOf(string placeholder)
    {
        string name = PathTemplate.ParameterName(placeholder);
        return _taken.Value.Contains(name) ? "Path" + name : name;
    }

    // Null and empty values are bound, so that an object without an id is told apart from no object; they are refused later.
    private void Define(string placeholder, bool isMandatory, bool isFromPipeline)
    {
        string name = NameOf(placeholder);
        _defined[name] = new RuntimeDefinedParameter(name, typeof(string), new Collection<Attribute>
        {
            new ParameterAttribute { Mandatory = isMandatory, ValueFromPipelineByPropertyName = isFromPipeline, HelpMessage = $"What {{{placeholder}}} in the path stands for." },
            new AllowNullAttribute(),
            new AllowEmptyStringAttribute(),
        });
    }
}
