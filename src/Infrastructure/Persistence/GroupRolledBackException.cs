namespace GroundTransport.Infrastructure.Persistence;

/// <summary>A transaction that several writes share was rolled back as a whole.</summary>
public sealed class GroupRolledBackException(Exception cause)
    : Exception($"The writes that share a transaction were rolled back: {cause.Message}", cause);
