using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace Workspace.Http;

/// <summary>An error as the service, its gateway, IAM and their relatives spell it. Unknown shapes leave every member null.</summary>
internal sealed class ErrorBody
{
    private static readonly string[] _codeNames = ["error_code", "errorCode", "code"];
    private static readonly string[] _messageNames = ["error_msg", "errorMsg", "message"];

    public string? Code { get; private set; }

    public string? Message { get; private set; }

    public string? Detail { get; private set; }

    public string? EncodedAuthorizationMessage { get; private set; }

    public string? RequestId { get; private set; }

    public IReadOnlyList<FailedOperation> Failures { get; private set; } = [];

    /// <summary>Reads the body of a failed call.</summary>
    public static ErrorBody Read(byte[] body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            return FromObject(root) ?? FromNested(root) ?? new ErrorBody();
        }
        catch (JsonException)
        {
            return new ErrorBody();
        }
    }

    /// <summary>Finds an error in the body of a call that HTTP calls a success, or returns null.</summary>
    public static ErrorBody? ReadDisguised(byte[] body)
    {
        if (!Mentions(body))
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return Disguised(document.RootElement);
        }
        catch (JsonException)
        {
            // The caller's own reading of the body reports this better.
            return null;
        }
    }

    private static ErrorBody? Disguised(JsonElement root)
    {
        if (Text(root, _codeNames[0]) is not null || Text(root, _codeNames[1]) is not null)
        {
            return FromObject(root);
        }

        return root.TryGetProperty("failed_operation_list", out JsonElement list)
            && list.ValueKind == JsonValueKind.Array
            && list.GetArrayLength() > 0
            ? FromFailures([.. list.EnumerateArray().Select(Failed)])
            : null;
    }

    // A pass over the top level only, so that a page of a thousand desktops costs next to nothing.
    private static bool Mentions(byte[] body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("error_code") || reader.ValueTextEquals("errorCode") || reader.ValueTextEquals("failed_operation_list"))
                {
                    return true;
                }

                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // The caller's own reading of the body reports this better.
        }

        return false;
    }

    // Member by member: whatever else is in it, an entry of this list is a failure.
    private static FailedOperation Failed(JsonElement entry) => new()
    {
        DesktopId = Text(entry, "desktop_id"),
        DesktopName = Text(entry, "desktop_name"),
        ErrorCode = Text(entry, "error_code"),
        ErrorMessage = Text(entry, "error_msg"),
    };

    private static ErrorBody FromFailures(FailedOperation[] failures)
    {
        IEnumerable<string> each = failures.Select(f => $"{f.DesktopName ?? f.DesktopId}: {f.ErrorMessage} ({f.ErrorCode})");
        return new ErrorBody
        {
            Code = failures[0].ErrorCode,
            Message = "The service refused a part of the call: " + string.Join("; ", each) + ".",
            Failures = failures,
        };
    }

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
