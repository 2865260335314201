using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Infrastructure.ConcurWire;

/// <summary>What Concur receives, and what the gateway records of it.</summary>
/// <param name="Body">Its length is the Content-Length.</param>
public sealed record MessageReply(int HttpStatus, ReadOnlyMemory<byte> Body)
{
    /// <summary>Null after a success.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>The reservation that the reply contains; null in a search's reply and in a refusal.</summary>
    public Reservation? Reservation { get; init; }

    /// <summary>The reservation's status as this message encodes it.</summary>
    public string Status { get; init; } = "";
}
