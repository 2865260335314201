namespace GroundTransport.Application.ConcurApps;

/// <summary>A customer who clicked Connect in the App Center, until an operator assigns it to a direct connect.</summary>
/// <param name="Id">Of the request itself: who reloads the page is one connection.</param>
/// <param name="Principal">The company's id at Concur, or the user's: what came as <c>id</c>.</param>
/// <param name="UserId">Who clicked; empty where Concur didn't say.</param>
/// <param name="RequestToken">Empty where what is stored can't be decrypted.</param>
/// <param name="ExpiresAt">The request token ends then.</param>
public sealed record PendingConnection(string Id, string Principal, string UserId, string RequestToken, DateTimeOffset ArrivedAt, DateTimeOffset ExpiresAt)
{
    public bool IsReadable => RequestToken.Length > 0;

    // The default of a record prints every property, secrets included.
    public override string ToString() => $"Pending connection {Id}";
}

/// <summary>Pending connections in the database, their tokens encrypted there.</summary>
public interface IPendingConnections
{
    Task<PendingConnection?> Find(string id, CancellationToken ct);

    /// <summary>Those that haven't expired, oldest first; there is a bound on them.</summary>
    Task<IReadOnlyList<PendingConnection>> All(DateTimeOffset now, CancellationToken ct);

    /// <summary>Of those that haven't expired.</summary>
    Task<int> Count(DateTimeOffset now, CancellationToken ct);

    void Add(PendingConnection connection);

    Task Remove(string id, CancellationToken ct);

    Task RemoveExpired(DateTimeOffset now, CancellationToken ct);
}
