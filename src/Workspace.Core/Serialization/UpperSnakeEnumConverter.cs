using System;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workspace.Serialization;

/// <summary>Spells an option the service's way: OnlyForExpand is ONLY_FOR_EXPAND.</summary>
internal sealed class UpperSnakeEnumConverter<T> : JsonStringEnumConverter<T>
    where T : struct, Enum
{
    public UpperSnakeEnumConverter()
        : base(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false)
    {
    }
}
