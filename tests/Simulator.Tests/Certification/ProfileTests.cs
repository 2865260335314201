using ConcurSimulator.Certification.Profiles;
using GroundTransport.Simulator.Tests.Fixtures;

namespace GroundTransport.Simulator.Tests.Certification;

/// <summary>The file that says what an endpoint sells.</summary>
public sealed class ProfileTests
{
    [Fact]
    public void Example_is_read()
    {
        var profile = Profile.Read(Path.Combine(Repository.Root, "docs", "examples", "certify-profile.json"));

        Assert.Equal(["110", "111", "120", "121", "200"], profile.Sells.Select(ride => ride.ServiceType));
        Assert.Equal(("100", "200", "300", "400"), (
            profile.Sells[0].Pickup.Type, profile.Sells[0].Dropoff.Type, profile.Sells[2].Dropoff.Type, profile.Sells[4].Dropoff.Type));
    }

    [Theory]
    [InlineData("""{ "timesAre": "utc" }""", "timesAre")]
    [InlineData("""{ "timeZone": "Mars/Olympus" }""", "timeZone")]
    [InlineData("""{ "sels": [] }""", "sels")]
    [InlineData("""{ "sells": [ { "serviceType": "110" } ] }""", "pickup")]
    [InlineData("[", "isn't a profile")]
    public void Mistake_in_a_profile_is_named(string json, string named)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, json);

        var refusal = Assert.Throws<InvalidDataException>(() => Profile.Read(file));

        File.Delete(file);
        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Local_time_is_that_of_the_pickup()
    {
        var profile = new Profile { TimesAre = "pickupLocal", TimeZone = "America/New_York" };
        var noon = new DateTime(2031, 1, 15, 12, 0, 0, DateTimeKind.Utc);

        Assert.Equal(new DateTime(2031, 1, 15, 7, 0, 0), profile.Local(noon));
        Assert.Equal(noon, new Profile().Local(noon));
    }
}
