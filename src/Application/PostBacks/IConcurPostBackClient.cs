using GroundTransport.Application.Outbox;

namespace GroundTransport.Application.PostBacks;

/// <summary>Sends PostBacks to Concur; a network stands behind it.</summary>
public interface IConcurPostBackClient
{
    /// <summary>Sends one message. Every failure is an answer, none an exception.</summary>
    /// <param name="correlationId">The gateway's own, for this attempt.</param>
    Task<PostBackAnswer> Send(PostBack row, string correlationId, CancellationToken ct);
}
