using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace Workspace.Http;

/// <summary>An error as the service, its gateway, IAM and their relatives spell it. Unknown shapes leave every member null.</summary>
internal sealed class ErrorBody
{
    private static readonly string[] _codeNames = ["error_code", "errorCode", "code"];
    private static readonly string[] _messageNames = ["error_msg", "errorMsg", "message", "error"];

    // A request names 100 desktops at most.
    private const int MostFailures = 100;

    public string? Code { get; private set; }

    public string? Message { get; private set; }

    public string? Detail { get; private set; }

    public string? EncodedAuthorizationMessage { get; private set; }

    public string? RequestId { get; private set; }

    public IReadOnlyList<FailedOperation> Failures { get; private set; } = [];

    /// <summary>Reads the body of a failed call.</summary>
    public static ErrorBody Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            return FromObject(root) ?? FromNested(root) ?? new ErrorBody();
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            return new ErrorBody();
        }
    }

    /// <summary>Finds an error in the body of a call that HTTP calls a success, or returns null.</summary>
    /// <exception cref="JsonException">There seems to be one, but it cannot be read.</exception>
    public static ErrorBody? ReadDisguised(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Disguised(document.RootElement) : null;
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException("it names an error in characters that are none", exception);
        }
    }

    // Names and texts are decoded when they are looked at, and not before.
    private static bool IsUnreadable(Exception exception) => exception is JsonException or InvalidOperationException;

    private static ErrorBody? Disguised(JsonElement root)
    {
        if (Text(root, _codeNames[0]) is not null || Text(root, _codeNames[1]) is not null)
        {
            return FromObject(root);
        }

        return root.TryGetProperty("failed_operation_list", out JsonElement list)
            && list.ValueKind == JsonValueKind.Array
            && list.GetArrayLength() > 0
            ? FromFailures([.. list.EnumerateArray().Take(MostFailures).Select(Failed)])
            : null;
    }

    // Member by member: whatever else is in it, an entry of this list is a failure.
    private static FailedOperation Failed(JsonElement entry) => new()
    {
        DesktopId = Text(entry, "desktop_id"),
        DesktopName = Text(entry, "desktop_name"),
        ErrorCode = Text(entry, "error_code"),
        ErrorMessage = Text(entry, "error_msg"),
    };

    private static ErrorBody FromFailures(FailedOperation[] failures) => new() { Code = failures[0].ErrorCode, Failures = failures };

    private static ErrorBody? FromNested(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in root.EnumerateObject())
            {
                if (FromObject(property.Value) is { } error)
                {
                    return error;
                }
            }
        }

        return null;
    }

    private static ErrorBody? FromObject(JsonElement element)
    {
        string? code = Text(element, _codeNames);
        string? message = Text(element, _messageNames);
        return code is null && message is null
            ? null
            : new ErrorBody
            {
                Code = code,
                Message = message,
                Detail = Text(element, "error_detail"),
                EncodedAuthorizationMessage = Text(element, "encoded_authorization_message"),
                RequestId = Text(element, "request_id"),
            };
    }

    private static string? Text(JsonElement element, params string[] names)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (string name in names)
            {
                if (element.TryGetProperty(name, out JsonElement value)
                    && value.ValueKind is JsonValueKind.String or JsonValueKind.Number
                    && value.ToString() is { Length: > 0 } text)
                {
                    return text;
                }
            }
        }

        return null;
    }
}
