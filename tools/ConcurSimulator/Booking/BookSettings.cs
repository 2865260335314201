namespace ConcurSimulator.Booking;

/// <summary>Which gateway the travellers use, how many operations they make, and how fast.</summary>
public sealed record BookSettings
{
    public required Uri Gateway { get; init; }

    public required string User { get; init; }

    public required string Password { get; init; }

    public int Seed { get; init; } = 1;

    /// <summary>Operations per second; null for as fast as the gateway responds.</summary>
    public double? Rate { get; init; }

    /// <summary>The number of operations; null to stop after <see cref="Duration"/>.</summary>
    public int? Count { get; init; }

    /// <summary>Ignored if <see cref="Count"/> is set.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many travellers book at the same time.</summary>
    public int Travellers { get; init; } = 8;

    /// <summary>Searches before each Sell.</summary>
    public int LookToBook { get; init; } = 1;

    /// <summary>How long a call waits for its response.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The delay before a request with unknown outcome is sent again.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a request with unknown outcome is sent again before the run is given up.</summary>
    public TimeSpan MaxRetryTime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The file that operations are appended to, as JSON lines; null for none.</summary>
    public string? RecordFile { get; init; }

    /// <summary>The API key of the simulated dispatcher; null for no dispatcher.</summary>
    public string? AdminKey { get; init; }
}
