using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Api.Tests.Supplier;

namespace GroundTransport.Api.Tests.Dispatch;

/// <summary>The list finds a reservation by the beginnings of words.</summary>
public sealed class SearchTests(SupplierFixture supplier) : IClassFixture<SupplierFixture>
{
    private RunningGateway Gateway => supplier.Gateway;

    [Fact]
    public async Task Reservation_is_found_by_anything_that_names_it()
    {
        var id = await Book("José-María", "O'Higgins", "j.ohiggins@example.com", "+1 703 555 0199");
        await Book("Other", "Person", "other@example.com", "+1 202 555 0100");
        await Booking.RunAction(Gateway, id, "accept", """{ "confirmationNumber": "CONF77", "externalReference": "Job 9" }""");
        await Booking.RunAction(Gateway, id, "progress",
            """{ "state": "assigned", "driver": { "name": "Zoë Driver" }, "vehicle": { "plate": "L-204" } }""");

        foreach (var text in new[]
        {
            "ohig", "jose maria", "maria", "Ohiggins Jose", "JOSE ohiggins", "conf77", "job 9", id, id[..6], "7035550199", "703 555",
            "0199", "j.ohiggins@ex", "zoe", "L204", "l-2",
        })
            Assert.True((await Found(text)).SequenceEqual([id]), $"{text}: {string.Join(", ", await Found(text))}");
        foreach (var text in new[] { "higgins", "ose", "jose person", "conf78", "...", "7035550198" })
            Assert.DoesNotContain(id, await Found(text));
    }

    [Fact]
    public async Task Name_that_was_replaced_no_longer_finds_it()
    {
        var id = await Book("Before", "Wedding", "w@example.com", "1");
        var update = Booking.Update(Gateway, id).Set("PrimaryPassenger/LastName", "Changed");

        Assert.Equal("", (await Gateway.Concur(update))["Error/ErrorDescription"]);

        Assert.DoesNotContain(id, await Found("wedding"));
        Assert.Contains(id, await Found("changed"));
    }

    [Fact]
    public async Task Key_that_is_bound_to_a_vendor_finds_only_its_rides()
    {
        var id = await Book("Secretive", "Traveller", "s@example.com", "1");
        var other = await supplier.CreateVendor();

        Assert.Contains(id, await Found("secretive"));
        Assert.Empty((await supplier.Ok(HttpMethod.Get, "/reservations?q=secretive",
            key: await supplier.CreateKey(Application.Callers.Role.Read, other)))["items"]!.AsArray());
    }

    private async Task<IReadOnlyList<string>> Found(string text) =>
        [.. (await supplier.Ok(HttpMethod.Get, $"/reservations?q={Uri.EscapeDataString(text)}"))["items"]!.AsArray()
            .Select(item => (string)item!["id"]!)];

    private async Task<string> Book(string first, string last, string email, string phone)
    {
        var sell = Booking.Sell(Gateway, await Gateway.Concur(Booking.Search(Gateway)))
            .Set("PrimaryPassenger/FirstName", first).Set("PrimaryPassenger/LastName", last);
        return await Sold(sell, email, phone);
    }

    private async Task<string> Sold(TestKit.LimoMessage sell, string email, string phone)
    {
        var reply = await Gateway.Concur(sell.Set("PrimaryPassenger/EmailAddress", email).Set("PrimaryPassenger/CellPhone", phone));
        Assert.Equal("", reply["Error/ErrorDescription"]);
        return reply["ReservationID"]!;
    }
}
