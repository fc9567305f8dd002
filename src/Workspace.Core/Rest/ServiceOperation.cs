using System.Linq;

namespace Workspace.Rest;

/// <summary>An operation of the service's API, as the catalogue describes it.</summary>
public sealed class ServiceOperation
{
    private const char FieldSeparator = ' ';
    private const char ItemSeparator = ',';
    private const string None = "-";

    // A line of the catalogue.
    internal ServiceOperation(string line)
    {
        string[] fields = line.Split(FieldSeparator);
        Operation = fields[0];
        Method = fields[1];
        Path = fields[2];
        Template = PathTemplate.Parse(Path);
        Resource = Template.Resource;
        PathParameter = [.. Template.Placeholders.Select(PathTemplate.ParameterName)];
        QueryParameter = Items(fields[3]);
        BodyType = fields[4] == None ? null : fields[4];
        ResponseMember = Items(fields[5]);
    }

    /// <summary>Its name, such as ListDesktops.</summary>
    public string Operation { get; }

    /// <summary>The HTTP method: GET, POST, PUT, PATCH or DELETE.</summary>
    public string Method { get; }

    /// <summary>Its path, with placeholders in braces.</summary>
    public string Path { get; }

    /// <summary>What it is about: the first word of the path after version and project.</summary>
    public string Resource { get; }

    /// <summary>The path's placeholders but the project, named as parameters are: DesktopId for desktop_id.</summary>
    public string[] PathParameter { get; }

    /// <summary>The query parameters that it takes.</summary>
    public string[] QueryParameter { get; }

    /// <summary>What is sent with it: json, file, or null for nothing.</summary>
    public string? BodyType { get; }

    /// <summary>The members of its answer. None are known of answers that are files.</summary>
    public string[] ResponseMember { get; }

    internal PathTemplate Template { get; }

    /// <inheritdoc/>
    public override string ToString() => Operation;

    private static string[] Items(string field) => field == None ? [] : field.Split(ItemSeparator);
}
