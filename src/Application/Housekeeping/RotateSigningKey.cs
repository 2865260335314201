using GroundTransport.Domain;
using GroundTransport.Domain.Quotes;
using MediatR;

namespace GroundTransport.Application.Housekeeping;

/// <summary>
/// Replaces the key that signs quotes, once it is old enough. Quotes that the old one signed stay in force until they expire. Gives
/// whether it was replaced.
/// </summary>
public sealed record RotateSigningKey : IRequest<Outcome<bool>>;

/// <summary>The keys that sign quotes, in the database.</summary>
public interface ISigningKeys
{
    /// <summary>Adds a key and retires the one before, if that is older than a time. Of several nodes one does it.</summary>
    /// <param name="usedSince">The key in use is replaced if it has been since before this time.</param>
    /// <param name="activeFrom">From when on the new one signs.</param>
    /// <param name="retiredAt">Until when quotes of the old one are in force.</param>
    Task<bool> Rotate(DateTimeOffset usedSince, DateTimeOffset activeFrom, DateTimeOffset retiredAt, CancellationToken ct);
}

/// <inheritdoc cref="RotateSigningKey"/>
public sealed class RotateSigningKeyHandler(ISigningKeys keys, TimeProvider clock) : IRequestHandler<RotateSigningKey, Outcome<bool>>
{
    public static readonly TimeSpan MaxAge = TimeSpan.FromDays(30);

    /// <summary>By then every node has the new key.</summary>
    public static readonly TimeSpan Announcement = TimeSpan.FromMinutes(1);

    /// <summary>Longer than any quote is valid, so that none is lost.</summary>
    public static readonly TimeSpan Overlap = Quote.LongestLifetime + TimeSpan.FromHours(1);

    public async Task<Outcome<bool>> Handle(RotateSigningKey request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await keys.Rotate(now - MaxAge, now + Announcement, now + Announcement + Overlap, cancellationToken);
    }
}
