using System.Diagnostics.CodeAnalysis;

namespace GroundTransport.Domain;

/// <summary>What the pipeline sees of an answer: a refused one is rolled back, and a step may refuse in a handler's stead.</summary>
public interface IOutcome<TSelf>
    where TSelf : IOutcome<TSelf>
{
    Refusal? Refusal { get; }

    static abstract TSelf Refused(Refusal refusal);
}

/// <summary>A value or the refusal that stands in its place; never both, never neither.</summary>
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

    /// <exception cref="InvalidOperationException">It was refused: look first.</exception>
    public T Value => Refusal is null ? value! : throw new InvalidOperationException($"Refused: {Refusal.Message}");

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);

#pragma warning disable CA1000 // The interface asks for it: the pipeline knows only the type.
    /// <summary>For values whose type is an interface, which no conversion takes.</summary>
    public static Outcome<T> Of(T value) => value;

    public static Outcome<T> Refused(Refusal refusal) => refusal;
#pragma warning restore CA1000

    public TResult Match<TResult>(Func<T, TResult> given, Func<Refusal, TResult> refused) =>
        Refusal is null ? given(value!) : refused(Refusal);
}
