namespace ConcurSimulator.Booking;

/// <summary>Who books, at which gateway, how much and how fast.</summary>
public sealed record BookSettings
{
    public required Uri Gateway { get; init; }

    public required string User { get; init; }

    public required string Password { get; init; }

    public int Seed { get; init; } = 1;

    /// <summary>Operations begun each second; null: as fast as the gateway answers.</summary>
    public double? Rate { get; init; }

    /// <summary>How many operations in all.</summary>
    public int? Count { get; init; }

    /// <summary>How long, where no count says so.</summary>
    public TimeSpan Lasting { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Travellers at the same time.</summary>
    public int Travellers { get; init; } = 8;

    /// <summary>Searches before each Sell.</summary>
    public int LookToBook { get; init; } = 1;

    /// <summary>The traveller's patience with one answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Before what ended unknown is tried again.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>For how long it is tried again.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Where to append each acknowledged operation, as JSON lines.</summary>
    public string? Keep { get; init; }

    /// <summary>With a key, the dispatcher is played too.</summary>
    public string? AdminKey { get; init; }
}
