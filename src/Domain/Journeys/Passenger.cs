namespace GroundTransport.Domain.Journeys;

/// <summary>The person who rides. Absent contact details are empty, never null.</summary>
public sealed record Passenger(string FirstName, string LastName, string Phone, string Phone2, string CellPhone, string Email)
{
    public string FullName => $"{FirstName} {LastName}".Trim();
}
