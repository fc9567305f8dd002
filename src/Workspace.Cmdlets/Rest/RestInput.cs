using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Numerics;
using System.Security;
using Workspace.Rest;

namespace Workspace.Commands;

/// <summary>Reads what is to be sent: hashtables and objects of any kind.</summary>
internal sealed class RestInput
{
    private const int MostLevels = 32;

    private bool _hasSecret;

    private RestInput()
    {
    }

    /// <summary>A body: JSON as text, a hashtable or an object.</summary>
    /// <exception cref="ArgumentException">It is null, no JSON, or has something in it that JSON has no place for.</exception>
    public static RestBody Body(object? body)
    {
        object? value = Bare(body);
        if (value is null)
        {
            throw new ArgumentException("Body is null. Leave it out where nothing is to be sent; an empty one is @{}.");
        }

        if (value is string json)
        {
            return RestBody.FromJson(json);
        }

        var reading = new RestInput();
        object? read = reading.Value(value, 0);
        return RestBody.FromValue(read, reading._hasSecret);
    }

    /// <summary>The names and values of a query; an array gives its name once for each value.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Query(IDictionary query) =>
        Entries(query).SelectMany(entry => Bare(entry.Value) is IEnumerable values and not string
            ? values.Cast<object?>().DefaultIfEmpty().Select(value => new KeyValuePair<string, string?>(entry.Key, Text(entry.Key, Bare(value))))
            : [new KeyValuePair<string, string?>(entry.Key, Text(entry.Key, Bare(entry.Value)))]);

    private static string? Text(string name, object? value) => Scalar(value) switch
    {
        null when value is not null => throw new ArgumentException($"Query '{name}' has a value of type {value.GetType().Name}. Give texts, numbers, Booleans, times, or arrays of them."),
        bool yes => yes ? "true" : "false",
        var scalar => Convert.ToString(scalar, CultureInfo.InvariantCulture),
    };

    // What is one value in JSON and in a query; else null.
    private static object? Scalar(object? value) => value switch
    {
        string or bool or sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal or BigInteger => value,
        SwitchParameter given => given.ToBool(),
        DateTime time => Time(time),
        DateTimeOffset time => Time(time.UtcDateTime),
        char or Enum or Guid or Uri or Version or TimeSpan => value.ToString(),
        _ => null,
    };

    // As the service writes times. One without a zone is taken for local, as everywhere in PowerShell.
    private static string Time(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // Hashtables have no order, and two equal calls should send the same.
    private static IEnumerable<KeyValuePair<string, object?>> Entries(IDictionary table)
    {
        IEnumerable<KeyValuePair<string, object?>> entries = table.Cast<DictionaryEntry>().Select(entry => new KeyValuePair<string, object?>(entry.Key.ToString()!, entry.Value));
        return table is Hashtable ? entries.OrderBy(entry => entry.Key, StringComparer.Ordinal) : entries;
    }

    private static object? Bare(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    private object? Value(object? given, int level)
    {
        if (level > MostLevels)
        {
            throw new ArgumentException($"Body is nested deeper than {MostLevels} levels, or is in itself.");
        }

        object? value = Bare(given);
        switch (value)
        {
            case null:
                return null;
            case var _ when Scalar(value) is { } scalar:
                return scalar;
            case SecureString secret:
                _hasSecret = true;
                return new NetworkCredential("", secret).Password;
            case IDictionary table:
                return new RestObject([.. Entries(table).Select(entry => Member(entry.Key, entry.Value, level))]);
            case IEnumerable items:
                return items.Cast<object?>().Select(item => Value(item, level + 1)).ToArray();
            default:
                return new RestObject([.. PSObject.AsPSObject(value).Properties.Where(p => p.IsGettable).Select(p => Member(p.Name, Read(p), level))]);
        }
    }

    private KeyValuePair<string, object?> Member(string name, object? value, int level) => new(name, Value(value, level + 1));

    private static object? Read(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException failure)
        {
            throw new ArgumentException($"Body has a member {property.Name} that cannot be read: {failure.Message}", failure);
        }
    }
}
