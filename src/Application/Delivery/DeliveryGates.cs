using GroundTransport.Application.Outbox;

namespace GroundTransport.Application.Delivery;

/// <summary>What all deliveries of one kind of message on this node share (a singleton).</summary>
public sealed record DeliveryGates<TMessage>(ConcurrencyLimit Limit, ClaimGate Claiming, CircuitBreakers Circuits)
    where TMessage : OutboxMessage;
