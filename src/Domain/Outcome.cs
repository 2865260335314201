using System.Diagnostics.CodeAnalysis;

namespace GroundTransport.Domain;

/// <summary>The pipeline's view of a result: a refusal rolls back, and a pipeline step can refuse before the handler runs.</summary>
public interface IOutcome<TSelf>
    where TSelf : IOutcome<TSelf>
{
    Refusal? Refusal { get; }

    static abstract TSelf Refused(Refusal refusal);
}

/// <summary>A value or a refusal, never both.</summary>
public readonly record struct Outcome<T> : IOutcome<Outcome<T>>
{
    private readonly T? value;

    private Outcome(T? value, Refusal? refusal)
    {
        this.value = value;
        Refusal = refusal;
    }

    public Refusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Refusal))]
    public bool IsRefused => Refusal is not null;

    /// <exception cref="InvalidOperationException">The outcome is a refusal; check <see cref="IsRefused"/> first.</exception>
    public T Value => Refusal is null ? value! : throw new InvalidOperationException($"Refused: {Refusal.Message}");

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);

#pragma warning disable CA1000 // Required by the interface: the pipeline has only the type.
    /// <summary>For values of an interface type: C# allows no implicit conversion from one.</summary>
    public static Outcome<T> Of(T value) => value;

    public static Outcome<T> Refused(Refusal refusal) => refusal;
#pragma warning restore CA1000

    public TResult Match<TResult>(Func<T, TResult> onValue, Func<Refusal, TResult> onRefusal) =>
        Refusal is null ? onValue(value!) : onRefusal(Refusal);
}
