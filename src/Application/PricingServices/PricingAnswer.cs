using GroundTransport.Domain;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Application.PricingServices;

/// <summary>How a call to a pricing service ended.</summary>
public enum PricingResult
{
    /// <summary>It offers rides.</summary>
    Offered,

    /// <summary>It offers none, and that is its answer.</summary>
    NothingOffered,

    /// <summary>It confirms a booking, or doesn't.</summary>
    Decided,

    /// <summary>Its answer is wrong or too long.</summary>
    Refused,

    /// <summary>It answered with another status than 2xx.</summary>
    ErrorStatus,

    /// <summary>It didn't answer in time.</summary>
    Timeout,

    /// <summary>It can't be reached, or the connection broke.</summary>
    Unreachable,

    /// <summary>It has failed too often: it isn't called for a while.</summary>
    CircuitOpen,

    /// <summary>Too many calls to it are under way.</summary>
    Busy,

    /// <summary>The caller hung up first: that says nothing about the service.</summary>
    Abandoned,
}

/// <summary>The answer of a pricing service, or why there is none.</summary>
public sealed record PricingAnswer(PricingResult Result)
{
    /// <summary>Its offers; empty after a failure.</summary>
    public IReadOnlyList<ServiceOffer> Offers { get; init; } = [];

    /// <summary>Why it offers nothing, in a word of its own; empty: it didn't say.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What failed, in one line; empty: nothing did.</summary>
    public string Why { get; init; } = "";

    /// <summary>What is wrong with the answer, each with its JSON path.</summary>
    public IReadOnlyList<FieldError> Mistakes { get; init; } = [];

    /// <summary>Whether a booking is confirmed.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>The HTTP status; 0: there was no complete answer.</summary>
    public int Status { get; init; }

    /// <summary>The answer as it was received; empty: none was.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    public bool IsFailure => Result is not (PricingResult.Offered or PricingResult.NothingOffered or PricingResult.Decided);

    internal static PricingAnswer RefusedFor(IReadOnlyList<FieldError> mistakes) =>
        new(PricingResult.Refused) { Mistakes = mistakes, Why = $"{mistakes[0].Field.Name}: {mistakes[0].Message}" };
}
