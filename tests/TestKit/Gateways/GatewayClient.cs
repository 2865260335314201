using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using GroundTransport.TestKit.Schemas;

namespace GroundTransport.TestKit.Gateways;

/// <summary>
/// Calls to a gateway process with the demo vendor. Pickups are days ahead by the machine's clock, which the process uses.
/// </summary>
public static class GatewayClient
{
    public const string AdminKey = "demo-admin-key";

    private static readonly string DemoCredentials = Convert.ToBase64String("concur-demo:concur-demo-password"u8);

    /// <summary>Sends a message as Concur does and returns the reply, which must be valid against its schema.</summary>
    public static async Task<LimoMessage> Send(HttpClient http, LimoMessage message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/concur/groundtransportation");
        request.Content = new StringContent(message.ToString(), Encoding.UTF8, "application/xml");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", DemoCredentials);
        using var response = await http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        WireSchema.AssertValid(body);
        return LimoMessage.Parse(body);
    }

    public static LimoMessage Search(int daysAhead = 2) => LimoMessage.Example("CC_LimoSearchRequest").Set("StartDateTime", In(daysAhead));

    public static LimoMessage Sell(LimoMessage searchReply, int daysAhead = 2) => LimoMessage.Example("CC_LimoSellRequest")
        .Set("StartDateTime", In(daysAhead))
        .Set("FormOfPayment/CreditCard/Expiration", In(400)[..10])
        .Replace("RateInfo", searchReply.Element("Limos/Limo/RateInfo")!);

    /// <summary>Searches and sells, and returns the reply to the Sell.</summary>
    public static async Task<LimoMessage> Book(HttpClient http, int daysAhead = 2) =>
        await Send(http, Sell(await Send(http, Search(daysAhead)), daysAhead));

    /// <summary>Sends a dispatcher's call, which must succeed, and returns the response's body.</summary>
    public static async Task<string> Dispatch(HttpClient http, HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, "/api/v1" + path);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", AdminKey);
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        using var response = await http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? body : throw new HttpRequestException($"{method} {path}: {body}", null, response.StatusCode);
    }

    private static string In(int days) => DateTime.UtcNow.AddDays(days).ToString("yyyy-MM-ddT15:00:00", CultureInfo.InvariantCulture);
}
