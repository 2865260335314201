using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Connection;

internal sealed class EndpointUsesTls()
    : Scenario("The endpoint has TLS 1.2 or later, with a certificate of a known authority", MessageNames.TestConnection)
{
    public override async Task Play(Given given, When when, Then then)
    {
        given.Needs(given.Endpoint.Address.Scheme == "https", "The endpoint is called by http.");
        var (host, port) = (given.Endpoint.Address.Host, given.Endpoint.Address.Port);

        var found = await Connect(host, port);

        then.Documented(Page.Connectors, new Check("TLS", found is "Tls12" or "Tls13", "TLS 1.2 or 1.3, and a valid certificate", found));
    }

    private static async Task<string> Connect(string host, int port)
    {
        try
        {
            using var tcp = new TcpClient();
            await tcp.ConnectAsync(host, port);
            await using var tls = new SslStream(tcp.GetStream());
            await tls.AuthenticateAsClientAsync(host);
            return tls.SslProtocol.ToString();
        }
        catch (Exception failure) when (failure is AuthenticationException or SocketException or IOException)
        {
            return failure.Message;
        }
    }
}
