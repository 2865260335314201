namespace GroundTransport.Infrastructure.Persistence.StartUp;

/// <summary>Why the gateway can't serve yet.</summary>
/// <param name="Reason">A sentence for the operator.</param>
/// <param name="IsTemporary">Whether it may pass while this node waits: another node, or whoever migrates a shared database, may resolve it.</param>
public sealed record NotReady(string Reason, bool IsTemporary);
