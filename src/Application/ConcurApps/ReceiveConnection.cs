using System.Security.Cryptography;
using System.Text;
using FluentValidation;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using MediatR;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Application.ConcurApps;

/// <summary>Keeps what the App Center hands over when a customer clicks Connect, until an operator assigns it.</summary>
public sealed record ReceiveConnection(string Id, string UserId, string RequestToken) : IRequest<Outcome<PendingConnection>>, IWrite
{
    // The default of a record prints every property, secrets included.
    public override string ToString() => "Connection from the App Center";
}

/// <summary>Anybody may call this: only what Concur could have sent is kept.</summary>
public sealed class ReceiveConnectionValidator : AbstractValidator<ReceiveConnection>
{
    public const int LongestId = 100;
    public const int LongestToken = 2000;

    public ReceiveConnectionValidator()
    {
        RuleFor(received => received.Id).Must(id => id.Length > 0 && IsWord(id, LongestId)).OverridePropertyName("id").WithMessage($"1 to {LongestId} visible ASCII characters.");
        RuleFor(received => received.UserId).Must(id => IsWord(id, LongestId)).OverridePropertyName("userId").WithMessage($"At most {LongestId} visible ASCII characters.");
        RuleFor(received => received.RequestToken).Must(token => token.Length > 0 && IsWord(token, LongestToken)).OverridePropertyName("requestToken").WithMessage($"1 to {LongestToken} visible ASCII characters.");
    }

    private static bool IsWord(string text, int longest) => text.Length <= longest && text.All(c => c is > ' ' and <= '~');
}

/// <inheritdoc cref="ReceiveConnection"/>
public sealed class ReceiveConnectionHandler(IPendingConnections pending, TimeProvider clock, ILogger<ReceiveConnectionHandler> log) : IRequestHandler<ReceiveConnection, Outcome<PendingConnection>>
{
    /// <summary>More than any supplier connects in twelve hours; so many are few for the database.</summary>
    public const int Most = 200;

    /// <summary>A request token's life (authentication: Obtaining an auth token).</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    public async Task<Outcome<PendingConnection>> Handle(ReceiveConnection request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await pending.RemoveExpired(now, cancellationToken);
        var id = IdOf(request);
        if (await pending.Find(id, cancellationToken) is { IsReadable: true } known)
            return known;
        await pending.Remove(id, cancellationToken);
        if (await pending.Count(now, cancellationToken) >= Most)
            return Refusal.Unavailable("", "Too many connections wait here already.");
        var connection = new PendingConnection(id, request.Id, request.UserId, request.RequestToken, now, now + Lifetime);
        pending.Add(connection);
        log.LogInformation("From the App Center came connection {PendingConnection} of {Principal} by user {UserId}. Assign it to a direct connect by {ExpiresAt:u}",
            connection.Id, connection.Principal, connection.UserId, connection.ExpiresAt);
        return connection;
    }

    /// <summary>A hash that tells nothing of the token, which is long and random.</summary>
    private static string IdOf(ReceiveConnection request) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Id}\n{request.RequestToken}")))[..24];
}
