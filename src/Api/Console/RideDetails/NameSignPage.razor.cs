using GroundTransport.Api.Console.Layout;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Api.Console.RideDetails;

/// <summary>The sign for the arrivals hall: the passenger's name as large as a sheet takes it.</summary>
public sealed partial class NameSignPage : ConsolePage<Reservation>
{
    private const int ShortName = 14;
    private const int LongName = 28;

    private string Name => Parts.RideText.Name(Model.LatestRide);

    private string Size => Name.Length <= ShortName ? "short" : Name.Length <= LongName ? "medium" : "long";
}
