namespace System.Net;

/// <summary>What .NET's HttpStatusCode has besides.</summary>
internal static class StatusCodes
{
    extension(HttpStatusCode)
    {
        public static HttpStatusCode TooManyRequests => (HttpStatusCode)429;
    }
}
