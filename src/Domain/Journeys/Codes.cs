namespace GroundTransport.Domain.Journeys;

/// <summary>What kind of ride is asked for; the values are Concur's codes.</summary>
public enum ServiceType
{
    PointToPoint = 100,
    ToAirport = 110,
    FromAirport = 111,
    ToStation = 120,
    FromStation = 121,
    Hourly = 200,
    AirportToAirport = 300,
}

/// <summary>How fine a car is asked for; the values are Concur's codes. Normal where nothing is said.</summary>
public enum ClassOfService
{
    Normal = 100,
    High = 200,
    Highest = 300,
}

/// <summary>A kind of vehicle; the values are the codes that replies carry (a search uses some others, which the wire translates).</summary>
public enum VehicleType
{
    Sedan = 100,
    Limo = 200,
    StretchLimo = 250,
    Suv = 300,
    StretchSuv = 350,
    Van = 400,
    MiniBus = 450,
    MotorCoach = 500,
    Shuttle = 600,
    Trolley = 700,
    Carriage = 800,
    Any = 900,
}
