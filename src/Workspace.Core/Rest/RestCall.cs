using System;
using System.Collections.Generic;
using System.Linq;
using Workspace.Http;

namespace Workspace.Rest;

/// <summary>A call of any operation: of one in the catalogue, or of any path.</summary>
public sealed class RestCall
{
    private static readonly string[] _methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    /// <summary>A call of an operation.</summary>
    /// <param name="operation">The operation.</param>
    public RestCall(ServiceOperation operation)
    {
        Operation = operation ?? throw new ArgumentNullException(nameof(operation));
        Method = operation.Method;
        Path = operation.Template;
    }

    /// <summary>A call of a path.</summary>
    /// <param name="method">GET, POST, PUT, PATCH or DELETE, in any case.</param>
    /// <param name="path">The path below the endpoint, percent-encoded; {project_id} in it is the connection's project.</param>
    /// <exception cref="ArgumentException">The method or the path cannot be.</exception>
    public RestCall(string method, string path)
    {
        Method = _methods.FirstOrDefault(known => string.Equals(known, method, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"Method '{method}' is none of {string.Join(", ", _methods)}.");
        Path = PathTemplate.Parse(path);
        Operation = OperationCatalogue.Find(Method, path);
    }

    /// <summary>The operation, or null where the catalogue has none of this method and path.</summary>
    public ServiceOperation? Operation { get; }

    /// <summary>The HTTP method, in capitals.</summary>
    public string Method { get; }

    /// <summary>The path.</summary>
    public PathTemplate Path { get; }

    /// <summary>Whether the call only reads, as far as its method tells: it is a GET.</summary>
    public bool IsRead => Method == "GET";

    /// <summary>The values of the path's placeholders, as they are: they are escaped when they are sent.</summary>
    public IDictionary<string, string?> PathValues { get; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>The names and values of the query, as they are. A name may come several times.</summary>
    public IList<KeyValuePair<string, string?>> Query { get; } = [];

    /// <summary>What is sent, or null.</summary>
    public RestBody? Body { get; set; }

    /// <summary>The query parameters that the operation is not known to take; the service may ignore them.</summary>
    public IEnumerable<string> UnknownQuery => Operation is null ? [] : Query.Select(pair => pair.Key).Distinct().Except(Operation.QueryParameter);

    /// <summary>Checks everything that can be checked before the call is sent.</summary>
    /// <exception cref="ArgumentException">It cannot be sent; the message names what is wrong.</exception>
    public void Validate()
    {
        _ = Path.Fill("project", PathValues);
        _ = CheckedQuery();
        if (IsRead && Body is not null)
        {
            throw new ArgumentException($"A GET takes no body: give what {Name} shall look for with -Query.");
        }

        if (Body is null && Operation?.BodyType is { } kind)
        {
            throw new ArgumentException(kind == "file"
                ? $"{Name} takes a file: give -InFile."
                : $"{Name} takes a body: give -Body. For an empty one give -Body @{{}}.");
        }
    }

    internal Query CheckedQuery()
    {
        var query = new Query();
        foreach (var pair in Query)
        {
            if (string.IsNullOrWhiteSpace(pair.Key) || string.IsNullOrWhiteSpace(pair.Value))
            {
                throw new ArgumentException($"Query '{pair.Key}' is null or empty, and nothing never means everything. Leave it out where nothing shall be filtered by it.");
            }

            query.Add(pair.Key, pair.Value);
        }

        return query;
    }

    private string Name => Operation?.Operation ?? $"{Method} {Path}";
}
