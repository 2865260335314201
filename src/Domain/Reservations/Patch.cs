namespace GroundTransport.Domain.Reservations;

/// <summary>A field of a partial change: a new value, or none (<c>default</c>), which keeps the present one.</summary>
public readonly record struct Patch<T>(T Value, bool IsGiven = true)
{
    public static implicit operator Patch<T>(T value) => new(value);

    /// <summary>The value after the change.</summary>
    public T Or(T present) => IsGiven ? Value : present;
}
