using System.Security.Cryptography;
using GroundTransport.Application;
using GroundTransport.Application.Administration.Demo;
using GroundTransport.Application.Catalog;
using GroundTransport.Domain.Vendors;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.StartUp;

/// <summary>
/// Finds and revokes the demo secrets in a database that has been used in Development: they are printed in the documentation, so
/// anybody could log in with them.
/// </summary>
public sealed class PublishedSecrets(GatewayDbContext db, TimeProvider clock)
{
    private static readonly byte[][] Hashes = [.. DemoData.PublishedSecrets.Select(Secrets.Hash)];

    /// <summary>What has a published secret, such as <c>API key 'demo-admin'</c>.</summary>
    public async Task<IReadOnlyList<string>> Find(CancellationToken ct)
    {
        var keys = (await Keys(ct)).Select(key => $"API key '{key.Name}'");
        var connects = (await Connects(ct)).Select(connect => $"direct connect '{connect.Name}'");
        return [.. keys, .. connects];
    }

    /// <summary>
    /// Deletes API keys with a published secret, and gives direct connects new ones that nobody knows: they keep their reservations
    /// and can be rotated. Gives what it changed.
    /// </summary>
    public async Task<IReadOnlyList<string>> Revoke(CancellationToken ct)
    {
        var found = await Find(ct);
        db.ApiKeys.RemoveRange(await Keys(ct));
        db.DirectConnects.UpdateRange((await Connects(ct)).Select(connect => connect with
        {
            PasswordHash = RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes),
            TokenHash = RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes),
            Previous = null,
        }));
        return found;
    }

    // A supplier has few of either: their hashes are compared here.
    private async Task<IEnumerable<ApiKey>> Keys(CancellationToken ct) =>
        (await db.ApiKeys.AsNoTracking().ToListAsync(ct)).Where(key => IsPublished(key.Hash));

    private async Task<IEnumerable<DirectConnect>> Connects(CancellationToken ct) =>
        (await db.DirectConnects.AsNoTracking().ToListAsync(ct)).Where(connect => HashesOf(connect).Any(IsPublished));

    private IEnumerable<byte[]> HashesOf(DirectConnect connect) => connect.Previous is { } previous && clock.GetUtcNow() < previous.Until
        ? [connect.PasswordHash, connect.TokenHash, previous.PasswordHash, previous.TokenHash]
        : [connect.PasswordHash, connect.TokenHash];

    private static bool IsPublished(byte[] hash) => Hashes.Any(published => published.AsSpan().SequenceEqual(hash));
}
