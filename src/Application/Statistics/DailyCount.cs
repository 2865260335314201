namespace GroundTransport.Application.Statistics;

/// <summary>What is counted by day.</summary>
public enum Measure
{
    /// <summary>New bookings.</summary>
    Booked,

    /// <summary>Bookings accepted; detail: by whom.</summary>
    Accepted,

    /// <summary>Bookings declined; detail: by whom.</summary>
    Declined,

    /// <summary>Rides cancelled, by either side.</summary>
    Cancelled,

    /// <summary>Bookings that a dispatcher decided; detail: within how many minutes; amount: seconds.</summary>
    Decided,

    /// <summary>Rides closed and cancellations charged; detail: the currency; amount: in its smallest unit.</summary>
    Revenue,

    /// <summary>Rides closed because nobody came.</summary>
    NoShow,

    /// <summary>Searches without a ride; detail: why.</summary>
    SearchRefused,
}

/// <summary>One count of a day, in the vendor's time zone.</summary>
/// <param name="VendorCode">Empty: no single vendor.</param>
/// <param name="Detail">Empty: the measure has none.</param>
public sealed record DailyCount(DateOnly Day, string VendorCode, Measure Measure, string Detail, long Count, long Amount);
