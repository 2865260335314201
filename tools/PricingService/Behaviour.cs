using System.Text.Json.Serialization;

namespace PricingService;

/// <summary>What the service does with a request for prices.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PriceBehaviour>))]
public enum PriceBehaviour
{
    /// <summary>Answers with its offers.</summary>
    Answer,

    /// <summary>Offers nothing, because every vehicle is booked.</summary>
    FullyBooked,

    /// <summary>Never answers.</summary>
    Hang,

    /// <summary>Sends a byte now and then, and never the last.</summary>
    Trickle,

    /// <summary>Answers 503.</summary>
    Fail,

    /// <summary>Closes the connection in the middle of its answer.</summary>
    Break,

    /// <summary>Answers with ten megabytes.</summary>
    Flood,

    /// <summary>Answers with HTML.</summary>
    Html,

    /// <summary>The rate isn't the sum of its parts.</summary>
    WrongSum,

    /// <summary>The currency isn't the vendor's.</summary>
    WrongCurrency,

    /// <summary>The vehicle is of a type that there isn't.</summary>
    WrongType,

    /// <summary>The offer has expired already.</summary>
    Expired,

    /// <summary>The offer's id has a space and a line break.</summary>
    WrongOffer,
}

/// <summary>What the service does when it is asked to confirm a booking.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConfirmBehaviour>))]
public enum ConfirmBehaviour
{
    Yes,
    No,
    Hang,
    Fail,
    Html,
}

/// <summary>How the service behaves from now on.</summary>
/// <param name="DelayMs">How long it waits before it answers.</param>
public sealed record Behaviour(
    PriceBehaviour Prices = PriceBehaviour.Answer, ConfirmBehaviour Confirmations = ConfirmBehaviour.Yes, int DelayMs = 0);

/// <summary>A request that the service received.</summary>
public sealed record ReceivedRequest(string Path, string Body, IReadOnlyDictionary<string, string> Headers);
