namespace GroundTransport.Application.Delivery;

/// <summary>What an answer says about its destination, beyond the one message.</summary>
public abstract record CircuitEffect
{
    private CircuitEffect()
    {
    }

    /// <summary>Nothing.</summary>
    public sealed record None : CircuitEffect;

    /// <summary>The destination processes messages, whatever it made of this one.</summary>
    public sealed record Processed : CircuitEffect;

    /// <summary>A failure; several in a row open the circuit.</summary>
    public sealed record Failure(string Answer) : CircuitEffect;

    /// <summary>The answer concerns the destination and not the message: its circuit opens at once.</summary>
    /// <param name="AnswersToClose">How many processed answers close it again.</param>
    public sealed record Open(string Answer, TimeSpan Wait, int AnswersToClose = 1) : CircuitEffect;
}
