namespace System.Runtime.CompilerServices;

/// <summary>Lets the compiler accept records and init accessors on .NET Framework, which lacks this type.</summary>
internal static class IsExternalInit
{
}
