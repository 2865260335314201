namespace GroundTransport.TestKit;

/// <summary>The instants that the builders of test data share; tests pass them in, none reads a clock.</summary>
public static class TestClock
{
    /// <summary>The default instant: two days before the pickup.</summary>
    public static readonly DateTimeOffset Now = new(2012, 2, 17, 14, 0, 0, TimeSpan.Zero);

    /// <summary>Nine in the morning at the pickup, as in Concur's own examples.</summary>
    public static readonly DateTimeOffset Pickup = new(2012, 2, 19, 14, 0, 0, TimeSpan.Zero);

    public static readonly DateTimeOffset BeforePickup = Pickup.AddMinutes(-1);

    public static readonly DateTimeOffset AfterPickup = Pickup.AddMinutes(1);
}
