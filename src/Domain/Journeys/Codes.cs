namespace GroundTransport.Domain.Journeys;

/// <summary>The kind of ride that is requested; the values are Concur's codes.</summary>
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

/// <summary>The class of vehicle that is requested; the values are Concur's codes. Normal is the default.</summary>
public enum ClassOfService
{
    Normal = 100,
    High = 200,
    Highest = 300,
}

/// <summary>A type of vehicle; the values are the codes of replies. Some codes of searches differ; the wire translates them.</summary>
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
