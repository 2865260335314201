using System.Security.Cryptography;
using System.Text;
using FluentValidation;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using MediatR;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Application.ConcurApps;

/// <summary>Stores what the App Center hands over when a customer clicks Connect, until an operator assigns it.</summary>
/// <param name="Visitor">The network that the request came from.</param>
public sealed record ReceiveConnection(string Id, string UserId, string RequestToken, string Visitor = "")
    : IRequest<Outcome<PendingConnection>>, IWrite
{
    // A record's default prints every property, including secrets.
    public override string ToString() => "Connection from the App Center";
}

/// <summary>Accepts only what Concur could have sent, because anybody may call this.</summary>
public sealed class ReceiveConnectionValidator : AbstractValidator<ReceiveConnection>
{
    public const int MaxIdLength = 100;
    public const int MaxTokenLength = 2000;

    public ReceiveConnectionValidator()
    {
        RuleFor(received => received.Id).Must(id => id.Length > 0 && IsVisibleAscii(id, MaxIdLength))
            .OverridePropertyName("id").WithMessage($"1 to {MaxIdLength} visible ASCII characters.");
        RuleFor(received => received.UserId).Must(id => IsVisibleAscii(id, MaxIdLength))
            .OverridePropertyName("userId").WithMessage($"At most {MaxIdLength} visible ASCII characters.");
        RuleFor(received => received.RequestToken).Must(token => token.Length > 0 && IsVisibleAscii(token, MaxTokenLength))
            .OverridePropertyName("requestToken").WithMessage($"1 to {MaxTokenLength} visible ASCII characters.");
    }

    private static bool IsVisibleAscii(string text, int maxLength) => text.Length <= maxLength && text.All(c => c is > ' ' and <= '~');
}

/// <inheritdoc cref="ReceiveConnection"/>
public sealed class ReceiveConnectionHandler(IPendingConnections pending, TimeProvider clock, ILogger<ReceiveConnectionHandler> log)
    : IRequestHandler<ReceiveConnection, Outcome<PendingConnection>>
{
    /// <summary>More than any supplier connects in twelve hours, and few for the database.</summary>
    public const int MaxPending = 200;

    /// <summary>How many of them one visitor may have sent, so that one can't keep the others out.</summary>
    public const int MaxPendingPerVisitor = 10;

    /// <summary>The lifetime of a request token (authentication: Obtaining an auth token).</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    public async Task<Outcome<PendingConnection>> Handle(ReceiveConnection request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await pending.PurgeExpired(now, cancellationToken);
        var id = IdOf(request);
        if (await pending.Find(id, cancellationToken) is { IsReadable: true } known)
            return known;
        await pending.Remove(id, cancellationToken);
        if (await pending.Count(now, cancellationToken) >= MaxPending
            || await pending.CountFrom(request.Visitor, now, cancellationToken) >= MaxPendingPerVisitor)
            return Refusal.Unavailable(Field.None, "Too many connections are pending.");
        var connection = new PendingConnection(id, request.Id, request.UserId, request.RequestToken, now, now + Lifetime)
        {
            Visitor = request.Visitor,
        };
        pending.Add(connection);
        log.LogInformation(
            "Pending connection {PendingConnection} received from the App Center for {Principal}, user {UserId}; "
            + "assign it to a direct connect before {ExpiresAt:u}",
            connection.Id, connection.Principal, connection.UserId, connection.ExpiresAt);
        return connection;
    }

    /// <summary>A hash that reveals nothing of the token, which is long and random.</summary>
    private static string IdOf(ReceiveConnection request) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Id}\n{request.RequestToken}")))[..24];
}
