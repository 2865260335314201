namespace GroundTransport.Infrastructure.Persistence.StartUp;

/// <summary>Why the gateway can't serve requests yet.</summary>
/// <param name="Reason">A sentence for the operator.</param>
/// <param name="IsTemporary">
/// Whether waiting may help: another node, or the operator who migrates a shared database, may resolve it.
/// </param>
public sealed record NotReady(string Reason, bool IsTemporary);
