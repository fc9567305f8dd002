using System;
using System.Runtime.InteropServices;
using System.Security;
using System.Text;

namespace Workspace.Authentication;

/// <summary>A key, token or password. It never shows itself, and is wiped when disposed.</summary>
public sealed class Secret : IDisposable
{
    private readonly SecureString _value;
    private bool _hasNoText;

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

    /// <summary>Rules text out for good: the secret exists as bytes, used and cleared.</summary>
    internal Secret WithoutText()
    {
        _hasNoText = true;
        return this;
    }

    /// <summary>Removes white space around the secret, as a file's line end. The original is wiped where something is removed.</summary>
    internal Secret Trim()
    {
        SecureString? trimmed = UseCharacters(static characters =>
        {
            int start = 0;
            int end = characters.Length;
            while (start < end && IsBlank(characters[start]))
            {
                start++;
            }

            while (end > start && IsBlank(characters[end - 1]))
            {
                end--;
            }

            if (end - start == characters.Length)
            {
                return null;
            }

            var kept = new SecureString();
            for (int at = start; at < end; at++)
            {
                kept.AppendChar(characters[at]);
            }

            return kept;
        });
        if (trimmed is null)
        {
            return this;
        }

        using (trimmed)
        {
            Dispose();
            return new Secret(trimmed);
        }
    }

    /// <summary>The secret as text, where HTTP needs it so. Never keep or show the result.</summary>
    /// <exception cref="InvalidOperationException">The secret is one without text.</exception>
    internal string Reveal()
    {
        if (_value.Length >= 0 && _hasNoText)
        {
            throw new InvalidOperationException("This secret is used as bytes only.");
        }

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
        return UseCharacters(characters =>
        {
            byte[] bytes = Encoding.UTF8.GetBytes(characters);
            try
            {
                return use(bytes);
            }
            finally
            {
                Array.Clear(bytes, 0, bytes.Length);
            }
        });
    }

    /// <summary>Uses the secret's characters, which are wiped afterwards.</summary>
    internal T UseCharacters<T>(Func<char[], T> use)
    {
        char[] characters = new char[_value.Length];
        IntPtr pointer = Marshal.SecureStringToGlobalAllocUnicode(_value);
        try
        {
            Marshal.Copy(pointer, characters, 0, characters.Length);
            return use(characters);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
            Array.Clear(characters, 0, characters.Length);
        }
    }

    // A byte order mark is what some editors put before a token.
    private static bool IsBlank(char character) => char.IsWhiteSpace(character) || character == '\uFEFF';
}
