namespace System.Diagnostics.CodeAnalysis;

/// <summary>Tells the compiler in which case an argument is not null.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class NotNullWhenAttribute(bool returnValue) : Attribute
{
    public bool ReturnValue { get; } = returnValue;
}
