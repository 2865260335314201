using System.Diagnostics.CodeAnalysis;

namespace GroundTransport.Domain;

/// <summary>Seen by the write pipeline: a refused outcome is rolled back.</summary>
public interface IOutcome
{
    Refusal? Refusal { get; }
}

/// <summary>A value or the refusal that stands in its place; never both, never neither.</summary>
public readonly record struct Outcome<T> : IOutcome
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

    public TResult Match<TResult>(Func<T, TResult> given, Func<Refusal, TResult> refused) =>
        Refusal is null ? given(value!) : refused(Refusal);
}
