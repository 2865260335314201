namespace GroundTransport.Application.ConcurApps;

/// <summary>A customer who clicked Connect in the App Center, until an operator assigns it to a direct connect.</summary>
/// <param name="Id">Derived from the request, so that a reload of the page is the same connection.</param>
/// <param name="Principal">The company's or the user's id at Concur, which came as <c>id</c>.</param>
/// <param name="UserId">The user who clicked; empty if Concur didn't send it.</param>
/// <param name="RequestToken">Empty if the stored token can't be decrypted.</param>
/// <param name="ExpiresAt">When the request token expires.</param>
public sealed record PendingConnection(
    string Id, string Principal, string UserId, string RequestToken, DateTimeOffset ArrivedAt, DateTimeOffset ExpiresAt)
{
    /// <summary>The network that the request came from.</summary>
    public string Visitor { get; init; } = "";

    public bool IsReadable => RequestToken.Length > 0;

    // A record's default prints every property, including secrets.
    public override string ToString() => $"Pending connection {Id}";
}

/// <summary>The pending connections in the database, with encrypted tokens.</summary>
public interface IPendingConnections
{
    Task<PendingConnection?> Find(string id, CancellationToken ct);

    /// <summary>Those that haven't expired, oldest first; their number is limited.</summary>
    Task<IReadOnlyList<PendingConnection>> All(DateTimeOffset now, CancellationToken ct);

    /// <summary>The number of those that haven't expired.</summary>
    Task<int> Count(DateTimeOffset now, CancellationToken ct);

    /// <summary>The number of those that haven't expired and came from one network.</summary>
    Task<int> CountFrom(string visitor, DateTimeOffset now, CancellationToken ct);

    void Add(PendingConnection connection);

    Task Remove(string id, CancellationToken ct);

    Task PurgeExpired(DateTimeOffset now, CancellationToken ct);
}
