namespace Workspace.Http;

/// <summary>What a request is let in with by <see cref="CredentialGate"/>.</summary>
/// <param name="Round">The round of the credential that the request belongs to: a refusal starts another.</param>
/// <param name="IsAlone">No other request is sent meanwhile.</param>
internal readonly record struct CredentialPass(int Round, bool IsAlone);
