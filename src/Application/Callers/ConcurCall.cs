using GroundTransport.Domain.Vendors;

namespace GroundTransport.Application.Callers;

/// <summary>One call by Concur through a connection.</summary>
/// <param name="CorrelationId">Concur's own id if it sent one. Log, history and PostBacks carry it.</param>
public sealed record ConcurCall(DirectConnect Connect, string CorrelationId);
