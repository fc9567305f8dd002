using System;
using System.Runtime.InteropServices;
using System.Security;
using System.Text;

namespace Workspace.Authentication;

/// <summary>A key, token or password. It never shows itself, and is wiped when disposed.</summary>
public sealed class Secret : IDisposable
{
    private readonly SecureString _value;

    /// <summary>Keeps a copy of a secret.</summary>
    /// <param name="value">The secret; the caller's own copy stays the caller's.</param>
    public Secret(SecureString value)
    {
        _value = (value ?? throw new ArgumentNullException(nameof(value))).Copy();
        _value.MakeReadOnly();
    }

    /// <summary>Whether there is nothing in it.</summary>
    public bool IsEmpty => _value.Length == 0;

    /// <summary>Keeps a secret that is text already, such as an environment variable's.</summary>
    /// <param name="value">The secret.</param>
    /// <returns>The secret, kept.</returns>
    public static Secret FromText(string value)
    {
        using var secure = new SecureString();
        foreach (char c in value)
        {
            secure.AppendChar(c);
        }

        return new Secret(secure);
    }

    /// <inheritdoc/>
    public override string ToString() => "****";

    /// <inheritdoc/>
    public void Dispose() => _value.Dispose();

    /// <summary>The secret as text, where HTTP needs it so. Never keep or show the result.</summary>
    internal string Reveal()
    {
        IntPtr pointer = Marshal.SecureStringToGlobalAllocUnicode(_value);
        try
        {
            return Marshal.PtrToStringUni(pointer)!;
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
        }
    }

    /// <summary>Uses the secret's UTF-8 bytes, which are wiped afterwards.</summary>
    internal T Use<T>(Func<byte[], T> use)
    {
        char[] characters = new char[_value.Length];
        byte[] bytes = [];
        IntPtr pointer = Marshal.SecureStringToGlobalAllocUnicode(_value);
        try
        {
            Marshal.Copy(pointer, characters, 0, characters.Length);
            bytes = Encoding.UTF8.GetBytes(characters);
            return use(bytes);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
            Array.Clear(characters, 0, characters.Length);
            Array.Clear(bytes, 0, bytes.Length);
        }
    }
}
