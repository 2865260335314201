using GroundTransport.Domain.Vendors;

namespace GroundTransport.Application.Callers;

/// <summary>Concur, through one connection, in one call.</summary>
/// <param name="CorrelationId">Concur's own where it sent one: it goes through log, history and PostBack.</param>
public sealed record ConcurCall(DirectConnect Connect, string CorrelationId);
