namespace ConcurSimulator.GatewayClients;

/// <summary>How an operation ended.</summary>
public enum Outcome
{
    /// <summary>The gateway did it.</summary>
    Ok,

    /// <summary>The gateway refused it with an error of the protocol.</summary>
    Refused,

    /// <summary>It is unknown whether the gateway did it: no complete response, HTTP 5xx, or error 900.</summary>
    Unknown,

    /// <summary>The response violates the protocol or contradicts the request.</summary>
    Invalid,
}
